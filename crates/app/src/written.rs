//! Hands a use case to the writer: everything it needs is cloned into the closure, which may run again on another thread.

/// `written!(region, [a, b], |tx| body)` runs `body` in a transaction of `region`; `a`, `b` are references inside it.
macro_rules! written {
    ($region:expr, [$($name:ident),* $(,)?], |$tx:ident| $body:expr) => {{
        let store = $region.store.clone();
        $(let $name = ToOwned::to_owned($name);)*
        store.write(move |$tx: &store::WriteTx<'_>| {
            $(let $name = &$name;)*
            $body
        })
    }};
}
