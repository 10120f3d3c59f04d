using System.Text;

namespace Prefect.Testing;

/// <summary>
/// Amazon Web Services by moto: S3, STS, Secrets Manager, Lambda, Glue, Batch, ECS and more, in memory. It accepts any
/// credentials and verifies no signature. Its S3 does not understand the SDK's default checksums: set
/// <c>RequestChecksumCalculation = WHEN_REQUIRED</c> on the client. Lambda functions and Batch jobs are not run in containers.
/// </summary>
public sealed class MotoServer : EmulatorServer
{
    private const string Control = "moto-api/";

    /// <summary>Prepares the emulator where the install script puts it.</summary>
    public MotoServer()
        : base(new EmulatorInstallation("moto"))
    {
    }

    /// <inheritdoc />
    protected override string ReadyPath => Control + "data.json";

    /// <inheritdoc />
    protected override string? FindObstacle() =>
        Environment.IsPrivilegedProcess ? null : "it runs under chroot, which needs root";

    /// <inheritdoc />
    protected override async Task PrepareAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        // Not as a JsonContent, which is sent without a length: this server reads such a body as empty.
        using StringContent withoutContainers = new("""{"lambda":{"use_docker":false},"batch":{"use_docker":false}}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Http.PostAsync(new Uri(endpoint, Control + "config"), withoutContainers, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
