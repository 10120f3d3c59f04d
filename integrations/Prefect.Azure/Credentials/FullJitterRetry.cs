using Azure.Core;
using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>Repeats what may help, as the vendor's policy has it: not what is refused because the other end is not trusted.</summary>
internal sealed class FullJitterRetry(int retries, TimeSpan first) : RetryPolicy(retries, new FullJitterDelay(first))
{
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        !AzureFault.IsDistrust(exception) && base.ShouldRetry(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        AzureFault.IsDistrust(exception) ? ValueTask.FromResult(false) : base.ShouldRetryAsync(message, exception);
}
