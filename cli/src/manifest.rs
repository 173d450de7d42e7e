//! Holds what an app's manifests ask of the system against what its policy declares.

pub(crate) mod permissions;
