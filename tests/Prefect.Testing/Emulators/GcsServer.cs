using System.Net.Http.Json;

namespace Prefect.Testing;

/// <summary>
/// Cloud Storage by the emulator of firebase-tools: objects, listing, uploads at once and in pieces, ranges, copies, and conditions on
/// generations. It takes any token or none, keeps no former generations, knows no keys of customers, and compares no checksums.
/// </summary>
public sealed class GcsServer : EmulatorServer
{
    /// <summary>Prepares the emulator where the install script puts it.</summary>
    public GcsServer()
        : base(new EmulatorInstallation("gcs"))
    {
    }

    /// <inheritdoc />
    protected override string ReadyPath => "storage/v1/b/none";

    /// <summary>Makes a bucket.</summary>
    /// <param name="name">Its name, which must be new.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public async Task CreateBucketAsync(string name, CancellationToken cancellationToken = default)
    {
        using JsonContent bucket = JsonContent.Create(new Dictionary<string, string> { ["name"] = name });
        using HttpResponseMessage answer = await Http.PostAsync(new Uri(Endpoint, "storage/v1/b?project=emulated-project"), bucket, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
