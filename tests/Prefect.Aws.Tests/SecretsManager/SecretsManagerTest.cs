using System.Text;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>A test with a secret name of its own on an emulator.</summary>
public abstract class SecretsManagerTest(MotoServer moto) : IAsyncLifetime
{
    protected static readonly Canary AccessKey = Canary.Generate("secret access key");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Name { get; } = "tests/" + Guid.NewGuid().ToString("N");

    protected AwsSecret Secret => new() { AwsCredentials = Credentials(), SecretName = Name };

    public async ValueTask InitializeAsync() => await moto.StartAsync(Token);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected AwsCredentials Credentials(Uri? endpoint = null) => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = AccessKey.Value,
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = (endpoint ?? moto.Endpoint).AbsoluteUri },
    };

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
