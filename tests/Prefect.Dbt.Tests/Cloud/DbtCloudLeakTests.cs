using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudLeakTests : DbtCloudTest
{
    [Fact]
    public async Task The_key_is_in_no_error_and_no_text()
    {
        Peer.On(ScriptedDbtCloud.Start, request => ScriptedDbtCloud.Refusal(400, $"What is {request.Authorization}?"));
        Peer.On(ScriptedDbtCloud.Get, RestReply.Text(ApiKey, status: 403));

        DbtCloudException start = await Should.ThrowAsync<DbtCloudException>(() => Nightly.TriggerAsync(cancellationToken: Token));
        DbtCloudException read = await Should.ThrowAsync<DbtCloudException>(() => Nightly.Attach(101).GetRunAsync(cancellationToken: Token));

        foreach (object? told in new object?[] { start, start.UserMessage, read, Nightly, Credentials, Nightly.Attach(101), Client })
        {
            told!.ToString()!.ShouldNotContain(ApiKey);
        }
    }
}
