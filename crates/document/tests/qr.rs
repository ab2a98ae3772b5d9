//! The QR code as SVG and as modules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use document::qr;

const URL: &str = "https://perizinan.contoh.example/v/7KQ2-M9XR-4TPD-AE8H";

#[test]
fn the_svg_is_one_path_in_whole_numbers_with_a_quiet_zone_of_four_modules() {
    let svg = qr::svg(URL).unwrap();
    let modules = qr::modules(URL).unwrap();
    let side = modules.width + 8;
    assert_eq!(svg.matches("<path").count(), 1);
    assert!(svg.contains(&format!("viewBox=\"0 0 {side} {side}\"")));
    let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(!path.contains('.'));
    // Drawn again from the path, the code is the same, and nothing stands in the quiet zone.
    let mut drawn = vec![false; modules.width * modules.width];
    for run in path.split_terminator('z') {
        let (start, rest) = run.strip_prefix('M').unwrap().split_once('h').unwrap();
        let (x, y) = start.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let length: usize = rest.split('v').next().unwrap().parse().unwrap();
        assert!(x >= 4 && y >= 4 && x + length <= side - 4 && y < side - 4);
        for column in x..x + length {
            drawn[(y - 4) * modules.width + column - 4] = true;
        }
    }
    assert_eq!(drawn, modules.dark);
    assert_eq!(modules.rows().count(), modules.width);
}

#[test]
fn an_address_too_long_for_a_code_is_refused() {
    assert!(qr::svg(&"x".repeat(2332)).is_err());
}
