//! Bytes put down one after the other, to be read again where they were put.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Its file goes when it does.
pub struct Spool {
    path: PathBuf,
    /// None before anything is on the disk.
    file: Option<File>,
    /// Bytes in the file.
    written: u64,
    /// What comes after them.
    rest: Vec<u8>,
}

/// Bytes that are held before they are written.
const HELD: usize = 1 << 18;

impl Spool {
    /// An empty one, whose file will have this path.
    pub fn new(path: &Path) -> Spool {
        Spool { path: path.to_owned(), file: None, written: 0, rest: Vec::new() }
    }

    /// Puts bytes down; gives where they begin.
    ///
    /// # Errors
    /// Where the disk takes no more.
    pub fn put(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.written + self.rest.len() as u64;
        self.rest.extend_from_slice(bytes);
        if self.rest.len() >= HELD {
            self.write()?;
        }
        Ok(at)
    }

    /// Reads what was put down in one piece.
    ///
    /// # Errors
    /// Where there is no such piece, or the disk does not give it back.
    pub fn read(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        if let Some(from) = at.checked_sub(self.written) {
            let piece = self.rest.get(from as usize..).and_then(|rest| rest.get(..length));
            return piece.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
        }
        let mut file = self.file.as_ref().ok_or(io::ErrorKind::UnexpectedEof)?;
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; length];
        file.read_exact(&mut bytes).map(|()| bytes)
    }

    fn write(&mut self) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(File::options().read(true).write(true).create(true).truncate(true).open(&self.path)?);
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        file.seek(SeekFrom::Start(self.written))?;
        file.write_all(&self.rest)?;
        self.written += self.rest.len() as u64;
        self.rest.clear();
        Ok(())
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // A file that stays behind goes with its folder.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_down_is_read_from_memory_and_disk() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::new(&folder.path().join("spool"));
        let piece = |number: u32| number.to_le_bytes().repeat(1000);
        let places: Vec<u64> = (0..100).map(|number| spool.put(&piece(number)).unwrap()).collect();
        assert!(spool.written > 0 && !spool.rest.is_empty());
        for (number, at) in (0..100).zip(places) {
            assert_eq!(spool.read(at, 4000).unwrap(), piece(number));
        }
        assert!(spool.read(400_000, 1).is_err());
        drop(spool);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
