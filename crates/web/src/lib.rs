//! Pages and API over the use cases.
