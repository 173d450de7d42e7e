//! Little-endian values in and out of byte slices, without a way to run past their end.

/// Takes values off the front of a slice; `None` once it is too short.
#[derive(Clone, Copy)]
pub(super) struct Take<'a>(pub(super) &'a [u8]);

impl<'a> Take<'a> {
    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }

    pub(super) fn slice(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub(super) fn i64(&mut self) -> Option<i64> {
        self.array().map(i64::from_le_bytes)
    }

    /// Nothing left, as it must be at the end of a payload.
    pub(super) fn done(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Puts values into a slice; `None` once it is full.
pub(super) struct Put<'a> {
    bytes: &'a mut [u8],
    at: usize,
}

impl<'a> Put<'a> {
    pub(super) fn new(bytes: &'a mut [u8]) -> Put<'a> {
        Put { bytes, at: 0 }
    }

    /// How many bytes have been put.
    pub(super) fn len(&self) -> usize {
        self.at
    }

    pub(super) fn slice(&mut self, value: &[u8]) -> Option<()> {
        let end = self.at.checked_add(value.len())?;
        self.bytes.get_mut(self.at..end)?.copy_from_slice(value);
        self.at = end;
        Some(())
    }

    pub(super) fn u8(&mut self, value: u8) -> Option<()> {
        self.slice(&[value])
    }

    pub(super) fn u16(&mut self, value: u16) -> Option<()> {
        self.slice(&value.to_le_bytes())
    }

    pub(super) fn u32(&mut self, value: u32) -> Option<()> {
        self.slice(&value.to_le_bytes())
    }

    pub(super) fn u64(&mut self, value: u64) -> Option<()> {
        self.slice(&value.to_le_bytes())
    }

    pub(super) fn i64(&mut self, value: i64) -> Option<()> {
        self.slice(&value.to_le_bytes())
    }
}
