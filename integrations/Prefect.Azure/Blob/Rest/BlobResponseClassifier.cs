using Azure.Core;

namespace Prefect.Azure;

/// <summary>Says which answers are worth another try: those of the vendor's packages, but not the emulator's word for what it cannot do.</summary>
internal sealed class BlobResponseClassifier : ResponseClassifier
{
    public override bool IsRetriableResponse(HttpMessage message) =>
        base.IsRetriableResponse(message)
        && !(message.Response.Headers.TryGetValue("x-ms-error-code", out string? code) && code == BlobRefusal.NotSupported);
}
