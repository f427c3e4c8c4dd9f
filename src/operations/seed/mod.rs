//! Seeds: the rows that the application needs before its first start, as data in `seeds/<nn>_<name>.toml`.
//!
//! ```toml
//! table = "rol_yetkileri"
//! key = ["rol_id", "yetki_id"]          # finds the existing row; [] : any row of the table is the existing one
//! on_existing = "keep"                  # or "update"; keep if not said
//!
//! [defaults]                            # for columns that a row does not name
//! aktif = true
//!
//! [[rows]]                              # or: rows = "urunler.csv", a CSV file beside this one
//! rol_id = { lookup = "roller", where = { rol_adi = "Kasiyer" } }
//! ```
//!
//! A value is a text, a number, true, false or a date; or
//!
//! - `{ lookup = "roller", where = { rol_adi = "Kasiyer" } }`: the primary key of that one row, or the column that `column = "…"`
//!   names. With `where = {}` the table has to have one row. Rows of earlier sets of the same load count.
//! - `{ ask = "company_name", default = "…", check = "tax_number", label_tr = "…", label_en = "…" }`: an answer. All but `ask` may be
//!   left out; the first mention of a question that says something wins. An empty default says that the answer may be left out, and
//!   an empty answer is NULL. The checks are `tax_number`, `email` and `store_code`.
//! - `{ argon2id = { ask = "admin_password" } }`: the hash of an answer, which has no default anywhere.
//! - `{ now = true }`: the database's time.
//!
//! Hashes and times are not compared with what is there. The fields of a CSV file are texts; its first line names the columns, and an
//! empty field is NULL, or the empty text where the column is a text that cannot be NULL.

mod check;
mod consistency;
mod csv;
mod difference;
mod error;
mod file;
mod load;
mod needs;
mod plan;
mod question;
mod set;
mod value;

pub use check::Check;
pub use consistency::{ConsistencyProblem, check_consistency};
pub use difference::{ColumnDifference, RowDifference, SetDifference, difference};
pub use error::{RowFault, SeedError, SeedFileProblem, SeedProblem};
pub use load::{LoadReport, LoadedSet, load};
pub use plan::RowState;
pub use question::{Answers, Label, Question};
pub use set::{BUILTIN, CsvFile, Field, Lookup, OnExisting, Row, Rows, SeedSet, Seeds, Value, questions};
