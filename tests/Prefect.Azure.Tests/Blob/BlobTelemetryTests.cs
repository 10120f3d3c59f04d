using System.Diagnostics;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BlobTelemetryTests(AzuriteServer azurite) : BlobTest(azurite)
{
    [Fact]
    public async Task Requests_are_traced_with_their_blob_and_their_failure_and_without_the_key()
    {
        using CapturedActivities captured = new("Prefect.Azure");
        await Container().WritePathAsync("k", Bytes("a"), Token);
        await Should.ThrowAsync<AzureException>(() => Container().ReadPathAsync("missing", Token));

        Activity[] own = [.. captured.Activities.Where(activity => ((string?)activity.GetTagItem("prefect.azure.target"))?.StartsWith(Name, StringComparison.Ordinal) == true)];
        Activity put = own.Single(activity => activity.OperationName == "Blob.PutBlob");
        put.GetTagItem("rpc.method").ShouldBe("PutBlob");
        put.GetTagItem("azure.resource_provider.namespace").ShouldBe("Microsoft.Storage");
        Activity get = own.First(activity => activity.Status == ActivityStatusCode.Error && (string?)activity.GetTagItem("error.type") == "BlobNotFound");
        get.GetTagItem("http.response.status_code").ShouldBe(404);
        get.GetTagItem("azure.service.request.id").ShouldNotBeNull();
        new LeakSweep(new Canary("account key", AzuriteServer.Key)).AssertClean(captured);
    }
}
