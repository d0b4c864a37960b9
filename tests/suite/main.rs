//! The one integration-test binary: each module here tests the project as its users meet it.

mod diagnostics;
mod hostile;
mod sameness;
mod schema;
mod tidy;
