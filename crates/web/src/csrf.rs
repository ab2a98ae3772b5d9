//! The token against forged requests: bound to the session's or the anonymous visitor's cookie, different in every
//! rendering, so that compression of pages tells nothing about it.

use app::crypt::{PurposeKey, same};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

fn mac(key: &PurposeKey, salt: &[u8; 16], cookie: &[u8; 32]) -> [u8; 32] {
    key.derive("csrf").mac(&[salt.as_slice(), cookie.as_slice()].concat())
}

/// A token for the forms of one page.
pub fn token(key: &PurposeKey, salt: [u8; 16], cookie: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode([salt.as_slice(), &mac(key, &salt, cookie)].concat())
}

/// Whether a token was made for this cookie.
pub fn is_right(key: &PurposeKey, cookie: &[u8; 32], token: &str) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else { return false };
    let Some((salt, tag)) = bytes.split_at_checked(16) else { return false };
    let (Ok(salt), Ok(tag)) = (<[u8; 16]>::try_from(salt), <[u8; 32]>::try_from(tag)) else { return false };
    same(&tag, &mac(key, &salt, cookie))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_right_for_its_own_cookie_only() {
        let key = PurposeKey::new([1; 32]);
        let made = token(&key, [2; 16], &[3; 32]);
        assert!(is_right(&key, &[3; 32], &made));
        assert!(!is_right(&key, &[4; 32], &made));
        assert!(!is_right(&PurposeKey::new([5; 32]), &[3; 32], &made));
        assert!(!is_right(&key, &[3; 32], ""));
        assert_ne!(made, token(&key, [9; 16], &[3; 32]));
    }
}
