//! Every fixture (and the corpus, where present) through every output.

mod common;
mod decorate;
mod deletion;
mod facts;
mod fuzz;
mod generated;
mod hostile;
mod hygiene;
mod ledger;
mod order;
mod print;
mod seed;
mod site;
mod snapshots;
