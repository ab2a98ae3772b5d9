//! A router on a loopback port, served as the product serves it.

use anyhow::Result;
use axum::Router;
use std::net::SocketAddr;

/// A router that is served until the value is dropped.
pub struct Site {
    /// Where.
    pub address: SocketAddr,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Site {
    /// Serves on a free port with the runtime's usual number of threads.
    ///
    /// # Errors
    /// When the system gives no port.
    pub fn serve(router: Router) -> Result<Site> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        runtime.spawn(async move {
            if let Err(error) = axum::serve(listener, service).await {
                eprintln!("serving failed: {error}");
            }
        });
        Ok(Site { address, runtime: Some(runtime) })
    }
}

/// The whole house with its pages on a loopback port.
///
/// # Errors
/// When the system gives no port.
pub fn pages(region: &app::Region) -> Result<Site> {
    Site::serve(web::router(web::hosting::Hosting::single(region.clone(), false)))
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
