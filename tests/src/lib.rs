//! What the tests across the workspace share.
