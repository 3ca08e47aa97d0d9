//! What shells are given to complete the command's arguments.

mod common;
use common::Room;

#[test]
fn every_shell_learns_the_options() {
    let room = Room::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = room.run(["completions", shell]);
        assert!(script.fine().contains("ledger"), "{shell} does not learn of --ledger");
    }
}

#[test]
fn a_file_may_have_the_name_of_a_command() {
    let room = Room::new();
    room.write("completions", common::PAGE);
    assert!(room.run(["./completions"]).fine().starts_with("Notices\n"));
}
