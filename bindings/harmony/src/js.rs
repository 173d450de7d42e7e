//! JavaScript values, safely: what comes in is decoded or refused, what goes out is made.

pub(crate) mod call;
pub(crate) mod channel;
pub(crate) mod env;
pub(crate) mod function;
pub(crate) mod raw;
pub(crate) mod value;

pub(crate) use call::Call;
pub(crate) use channel::Channel;
pub(crate) use env::{Env, Js};
pub(crate) use function::Function;
