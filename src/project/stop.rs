//! What the storage engine says → what a planner can mend.

use std::path::Path;

use rusqlite::{Error, ErrorCode};

use crate::base::fault::{At, ProjectFault, Stop};

/// A fault of this project as a [`Stop`].
pub(super) fn stop(path: &Path, fault: ProjectFault) -> Stop {
    Stop::fault(fault, At::file(path))
}

/// For `map_err`: the engine's word about this file.
pub(super) fn storage(path: &Path) -> impl Fn(Error) -> Stop + '_ {
    move |error| stop(path, fault(&error))
}

/// For `map_err`: the system's word about this file.
pub(super) fn io(path: &Path) -> impl Fn(std::io::Error) -> Stop + '_ {
    use std::io::ErrorKind;
    move |error| {
        let fault = match error.kind() {
            ErrorKind::NotFound => ProjectFault::NotFound,
            ErrorKind::AlreadyExists => ProjectFault::Exists,
            ErrorKind::ReadOnlyFilesystem => ProjectFault::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ProjectFault::DiskFull,
            _ => ProjectFault::Storage { why: error.to_string() },
        };
        stop(path, fault)
    }
}

pub(super) fn fault(error: &Error) -> ProjectFault {
    let why = error.to_string();
    match error.sqlite_error_code() {
        // Interrupted: the budget ran out, the file was made to keep us busy. None: no fault of
        // the engine, but a cell of another type than the schema promises.
        None
        | Some(
            ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::TypeMismatch
            | ErrorCode::OperationInterrupted
            | ErrorCode::TooBig,
        ) => ProjectFault::Damaged { why },
        Some(ErrorCode::DiskFull) => ProjectFault::DiskFull,
        Some(ErrorCode::ReadOnly) => ProjectFault::ReadOnly,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            ProjectFault::InUse { by: String::new() }
        }
        Some(_) => ProjectFault::Storage { why },
    }
}
