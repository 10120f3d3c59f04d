using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.SecretManager;

public sealed class ReadmeSecretSampleTests : SecretManagerTest
{
    [Fact]
    public async Task The_samples_of_the_README_about_credentials_and_secrets_run()
    {
        using IDisposable scope = Open();
        using TemporaryDirectory home = new();
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing"}"""));
        GcpCredentials credentials = new() { ServiceAccountFile = home.WriteFile("keys/loader.json", Peer.KeyFile().ToJsonString()), Project = "harbour" };
        SecretString token = await credentials.GetAccessTokenAsync(Token);
        GcpClient storage = credentials.GetCloudStorageClient();
        JsonObject bucket = await storage.GetAsync("storage/v1/b/landing", Token);
        token.IsEmpty.ShouldBeFalse();
        ((string?)bucket["name"]).ShouldBe("landing");

        GcpSecret password = new() { GcpCredentials = credentials, SecretName = Name };
        string version = await password.WriteSecretAsync("gcp battery staple"u8.ToArray(), Token);
        byte[] value = await password.ReadSecretAsync(Token);
        version.ShouldBe($"projects/harbour/secrets/{Name}/versions/1");
        value.ShouldBe("gcp battery staple"u8.ToArray());

        (await new GcpSecretReferences(credentials).ResolveAsync($"harbour/{Name}@1", Token)).ShouldBe("gcp battery staple");
    }
}
