//! Use cases, one file each: authorise, load, decide, write, enqueue.
