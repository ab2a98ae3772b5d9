//! Reads and checks a regional profile; reports every problem with file and line.
