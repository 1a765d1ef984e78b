//! Notes in a file, sorted by key, never changed.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// A note and its key.
pub(super) struct Record<const N: usize> {
    pub key: u64,
    pub note: [u64; N],
}

/// Removed from the disk when dropped.
pub(super) struct Run<const N: usize> {
    file: File,
    path: PathBuf,
    records: u64,
    /// The first key of every block of records.
    firsts: Vec<u64>,
    filter: Filter,
}

/// Records that are read at once: about a kilobyte.
const BLOCK: u64 = 64;

impl<const N: usize> Record<N> {
    const BYTES: u64 = 8 * (1 + N as u64);

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.key.to_le_bytes())?;
        self.note.iter().try_for_each(|number| out.write_all(&number.to_le_bytes()))
    }

    fn read(from: &mut impl Read) -> io::Result<Record<N>> {
        let mut record = Record { key: number(from)?, note: [0; N] };
        for place in &mut record.note {
            *place = number(from)?;
        }
        Ok(record)
    }
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes).map(|()| u64::from_le_bytes(bytes))
}

impl<const N: usize> Run<N> {
    /// Writes so many records, which come sorted.
    pub fn write(
        path: PathBuf,
        records: u64,
        sorted: impl Iterator<Item = io::Result<Record<N>>>,
    ) -> io::Result<Run<N>> {
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        let mut run = Run { file, path, records, firsts: Vec::new(), filter: Filter::new(records) };
        let mut out = BufWriter::new(&run.file);
        for (index, record) in sorted.enumerate() {
            let record = record?;
            if (index as u64).is_multiple_of(BLOCK) {
                run.firsts.push(record.key);
            }
            run.filter.add(record.key);
            record.write(&mut out)?;
        }
        out.flush()?;
        drop(out);
        Ok(run)
    }

    /// Makes one run of several, of which the first holds the oldest notes.
    pub fn merge(path: PathBuf, runs: &[Run<N>]) -> io::Result<Run<N>> {
        let mut all = runs.iter().map(Run::records).collect::<io::Result<Vec<_>>>()?;
        let mut heads = all.iter_mut().map(|records| records.next().transpose()).collect::<io::Result<Vec<_>>>()?;
        let next = || {
            // Of records with the same key the one of the oldest run leads.
            let keyed = heads.iter().enumerate().filter_map(|(at, head)| Some((head.as_ref()?.key, at)));
            let (_, at) = keyed.min()?;
            let follows = all.get_mut(at)?.next().transpose();
            let head = heads.get_mut(at)?;
            follows.map(|follows| std::mem::replace(head, follows)).transpose()
        };
        Run::write(path, runs.iter().map(|run| run.records).sum(), std::iter::from_fn(next))
    }

    /// How many records it has.
    pub fn len(&self) -> u64 {
        self.records
    }

    /// Adds all notes under a key to a list, in their order.
    pub fn find(&self, key: u64, notes: &mut Vec<[u64; N]>) -> io::Result<()> {
        if !self.filter.may_hold(key) {
            return Ok(());
        }
        // The last block that begins before the key may end with it.
        let block = self.firsts.partition_point(|first| *first < key).saturating_sub(1) as u64;
        for record in self.records_from(block * BLOCK, BLOCK * Record::<N>::BYTES)? {
            let record = record?;
            if record.key > key {
                break;
            }
            if record.key == key {
                notes.push(record.note);
            }
        }
        Ok(())
    }

    fn records(&self) -> io::Result<impl Iterator<Item = io::Result<Record<N>>>> {
        self.records_from(0, 1 << 16)
    }

    /// All records from one on, read so many bytes at a time.
    fn records_from(&self, record: u64, bytes: u64) -> io::Result<impl Iterator<Item = io::Result<Record<N>>>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(record * Record::<N>::BYTES))?;
        let mut file = BufReader::with_capacity(bytes as usize, file);
        Ok((record..self.records).map(move |_| Record::read(&mut file)))
    }
}

impl<const N: usize> Drop for Run<N> {
    fn drop(&mut self) {
        // A file that stays behind goes with its folder.
        let _ = fs::remove_file(&self.path);
    }
}

/// A Bloom filter: which keys may be there, with one in a hundred told wrongly.
struct Filter {
    bits: Vec<u64>,
}

const BITS_A_KEY: u64 = 10;
const PROBES: u64 = 6;

impl Filter {
    fn new(keys: u64) -> Filter {
        Filter { bits: vec![0; (keys * BITS_A_KEY).div_ceil(64) as usize] }
    }

    fn add(&mut self, key: u64) {
        for place in places(key, self.bits.len()) {
            if let Some(word) = self.bits.get_mut(place / 64) {
                *word |= 1 << (place % 64);
            }
        }
    }

    fn may_hold(&self, key: u64) -> bool {
        places(key, self.bits.len())
            .all(|place| self.bits.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1))
    }
}

/// The bits of a key, among so many words of bits.
fn places(key: u64, words: usize) -> impl Iterator<Item = usize> {
    // Keys may differ in few bits only.
    let start = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let step = start.rotate_left(32).wrapping_mul(0xBF58_476D_1CE4_E5B9) | 1;
    let range = words as u128 * 64;
    (0..PROBES).map(move |probe| {
        let spread = start.wrapping_add(step.wrapping_mul(probe));
        ((u128::from(spread) * range) >> 64) as usize
    })
}
