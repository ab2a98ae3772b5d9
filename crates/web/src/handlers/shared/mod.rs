//! Shared devices: another officer at the same PC, the lock, public devices of the office (MJK18-11.2, 12.6). One action, one
//! file.

mod finish;
mod go_betweens;
mod lock;
mod public_device;
mod switch;

pub(crate) use finish::start_again;
pub(crate) use lock::{ask, open};
pub(crate) use switch::{OTHER, page as switch_page};

use crate::links::path;
use crate::router::{Line, Permission, get, post};
use domain::capability::Capability;

/// The lines of this group, each with its permission.
pub fn lines() -> Vec<Line> {
    use Permission::Public;
    const HEAD: Permission = Permission::MayOneOf(&[Capability::Assign, Capability::Decide]);
    const MANAGER: Permission = Permission::May(Capability::ConfigureSystem);
    vec![
        get(path::GO_BETWEENS, HEAD, go_betweens::show),
        get(path::SWITCH, Public, switch::show),
        post(path::SWITCH, Public, switch::send),
        get(path::UNLOCK, Public, lock::show),
        post(path::UNLOCK, Public, lock::send),
        post(path::FINISH, Public, finish::send),
        get(path::STILL_HERE, Public, finish::still_here),
        get(path::PUBLIC_DEVICE, MANAGER, public_device::show),
        post(path::PUBLIC_DEVICE, MANAGER, public_device::send),
    ]
}
