//! The `.nbc` file: a bundle behind a header that says what it is and whether it is whole.
//!
//! `NUNCIO` and two zero bytes, the version (u32, little endian), the length of the body (u64), the first sixteen bytes of the
//! body's SHA-256, the body (postcard).

use sha2::{Digest, Sha256};

use super::{Bundle, verify::verify};

const MAGIC: [u8; 8] = *b"NUNCIO\0\0";
/// Raised with every change of the body: bundles are made again from source, not converted.
const VERSION: u32 = 1;
const HEADER: usize = 8 + 4 + 8 + 16;

/// Why bytes are no bundle that can be run.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum LoadError {
    /// Other bytes.
    #[error("this is no compiled bundle: it does not begin as one")]
    NoBundle,
    /// Another version.
    #[error("this bundle is of format {found}, this program reads {VERSION}: build it again from its sources")]
    OtherVersion {
        /// The version in the file.
        found: u32,
    },
    /// Fewer or more bytes than the header says.
    #[error("this bundle is damaged: it should have {expected} bytes and has {found}")]
    Length {
        /// Bytes that there should be.
        expected: u64,
        /// Bytes that there are.
        found: u64,
    },
    /// Other bytes than were written.
    #[error("this bundle is damaged: its checksum does not match its content")]
    Checksum,
    /// A body that is no bundle.
    #[error("this bundle is damaged: {0}")]
    Content(String),
}

/// The bytes of a `.nbc` file.
///
/// # Errors
/// If the bundle cannot be encoded, which no bundle made by [`generate`](super::generate) is known to do.
pub fn to_bytes(bundle: &Bundle) -> Result<Vec<u8>, LoadError> {
    let body = postcard::to_stdvec(bundle).map_err(|error| LoadError::Content(error.to_string()))?;
    let mut bytes = Vec::with_capacity(HEADER + body.len());
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&checksum(&body));
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// The bundle of a `.nbc` file, verified: whatever it holds, running it ends.
///
/// # Errors
/// If the bytes are not exactly those of a bundle of this version.
pub fn from_bytes(bytes: &[u8]) -> Result<Bundle, LoadError> {
    let (magic, rest) = take::<8>(bytes).ok_or(LoadError::NoBundle)?;
    if magic != MAGIC {
        return Err(LoadError::NoBundle);
    }
    let short = LoadError::Length { expected: HEADER as u64, found: bytes.len() as u64 };
    let (version, rest) = take::<4>(rest).ok_or(short.clone())?;
    let found = u32::from_le_bytes(version);
    if found != VERSION {
        return Err(LoadError::OtherVersion { found });
    }
    let (length, rest) = take::<8>(rest).ok_or(short.clone())?;
    let (sum, body) = take::<16>(rest).ok_or(short)?;
    let expected = u64::from_le_bytes(length);
    if expected != body.len() as u64 {
        let header = HEADER as u64;
        return Err(LoadError::Length { expected: expected.saturating_add(header), found: bytes.len() as u64 });
    }
    if checksum(body) != sum {
        return Err(LoadError::Checksum);
    }
    let (bundle, rest) =
        postcard::take_from_bytes::<Bundle>(body).map_err(|error| LoadError::Content(error.to_string()))?;
    if !rest.is_empty() {
        return Err(LoadError::Content(format!("{} bytes stand after its end", rest.len())));
    }
    verify(&bundle).map_err(LoadError::Content)?;
    Ok(bundle)
}

fn take<const N: usize>(bytes: &[u8]) -> Option<([u8; N], &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    Some((*head, rest))
}

fn checksum(body: &[u8]) -> [u8; 16] {
    let digest = Sha256::digest(body);
    let mut sum = [0; 16];
    sum.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    sum
}
