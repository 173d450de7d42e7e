//! The bindings' table of handles, on the checker's locks.

use std::sync::Arc;

use shuttle::thread::spawn;
use table::{Handles, Kind};

#[path = "../../../bindings/common/src/handles.rs"]
mod table;

pub fn never_another() {
    let table = Arc::new(Handles::new(Kind::Lease));
    let first = table.insert(Arc::new("first")).unwrap();
    let (remover, other, reader) = (table.clone(), table.clone(), table.clone());
    let once = spawn(move || remover.remove(first).is_some());
    let twice = spawn(move || {
        let removed = other.remove(first).is_some();
        (removed, other.insert(Arc::new("second")).unwrap())
    });
    let read = spawn(move || reader.get(first));
    let (once, (twice, second)) = (once.join().unwrap(), twice.join().unwrap());
    assert!(once != twice, "it is given up once");
    assert_ne!(first, second);
    assert!(read.join().unwrap().is_none_or(|it| *it == "first"), "it answers for another");
    assert!(table.get(first).is_none());
    assert_eq!(table.get(second).as_deref(), Some(&"second"));
}
