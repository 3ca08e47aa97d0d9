//! The tables of roles hold together.

use super::*;
use crate::aria::attributes;

#[test]
fn the_tables_are_sound() {
    assert!(ROLES.is_sorted_by_key(|data| data.name));
    for data in ROLES.iter().chain(DPUB) {
        for name in data.context.iter().chain(data.owned) {
            assert!(Role::named(name).is_some(), "{}: {name}", data.name);
        }
        for name in data.required.iter().chain(data.supported) {
            assert!(attributes::find(name).is_some(), "{}: {name}", data.name);
        }
    }
}
