//! Serves regions until it is told to stop: pages, jobs, checkpoints.

use crate::bell::Bell;
use crate::workers::Workers;
use anyhow::{Context as _, Result};
use app::Region;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

/// Requests that are under way when the stop comes may finish within this time.
const FINISH: Duration = Duration::from_secs(10);

/// Serves `router` on `listener` and works off the jobs of `regions`, each in `workers` threads of its own. Returns after SIGTERM or ctrl-c, when
/// everything under way is finished and the last checkpoint signed.
///
/// # Errors
/// When the system gives no threads or the listener fails.
pub fn serve(regions: &[Region], listener: TcpListener, router: Router, workers: usize) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the network cannot be used")?;
    let workers = Workers::start(regions, workers)?;
    let router = waking(router, workers.bell());
    let served = runtime.block_on(until_stopped(listener, router));
    // The database's driver may not be closed inside the runtime; `regions` outlive it.
    runtime.shutdown_timeout(FINISH);
    workers.stop();
    tracing::info!("stopped");
    served
}

/// Whatever a form changed may have left work: the workers look at once.
fn waking(router: Router, bell: Bell) -> Router {
    router.layer(from_fn(move |request: Request, next: Next| {
        let bell = bell.clone();
        async move {
            let changes = !request.method().is_safe();
            let response = next.run(request).await;
            if changes {
                bell.ring();
            }
            response
        }
    }))
}

async fn until_stopped(listener: TcpListener, router: Router) -> Result<()> {
    listener.set_nonblocking(true).context("the listener cannot be used")?;
    let address = listener.local_addr().context("the listener cannot be used")?;
    let listener = tokio::net::TcpListener::from_std(listener).context("the listener cannot be used")?;
    let stop = stop_signal()?;
    let (told, hear) = tokio::sync::oneshot::channel();
    let graceful = async move {
        stop.await;
        tracing::info!("stopping");
        let _ = told.send(());
    };
    tracing::info!(%address, "serving");
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(graceful);
    let too_long = async move {
        // Without the signal there is no limit; a connection that is held open must not hold the process.
        if hear.await.is_ok() {
            tokio::time::sleep(FINISH).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        done = serving.into_future() => done.context("serving failed"),
        () = too_long => Ok(()),
    }
}

/// Completes at SIGTERM or ctrl-c.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("signals cannot be caught")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("signals cannot be caught")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
