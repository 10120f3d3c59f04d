using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.SecretManager;

/// <summary>A test with a peer that keeps secrets as the service does.</summary>
public abstract class SecretManagerTest : GcpTest
{
    private const string Secrets = "secretmanager.projects.secrets.";

    private readonly ConcurrentDictionary<string, List<byte[]?>> _kept = new(StringComparer.Ordinal);

    protected string Name { get; } = "secret-" + Guid.NewGuid().ToString("N")[..8];

    protected string Resource => $"projects/{Peer.Account.Project}/secrets/{Name}";

    /// <summary>What the checksum of a read value is; null for the right one.</summary>
    protected string? Checksum { get; set; }

    /// <summary>What the answer with a value waits for.</summary>
    protected Task Held { get; set; } = Task.CompletedTask;

    protected static string Unique(string kind) => $"{kind}-{Guid.NewGuid():N}";

    private protected IDisposable Open()
    {
        Peer.On(Secrets + "create", Create);
        Peer.On(Secrets + "addVersion", Add);
        Peer.On(Secrets + "delete", request => _kept.TryRemove(request.Parts["name"], out _) ? GoogleReply.Json("{}") : Missing(request.Parts["name"]));
        Peer.On(Secrets + "versions.access", Access);
        Peer.On(Secrets + "versions.destroy", Destroy);
        return Reach();
    }

    private static GoogleReply Missing(string name) => GoogleReply.NotFound($"Secret [{name}] not found.");

    private GoogleReply Create(GoogleExchange request)
    {
        string name = $"{request.Parts["parent"]}/secrets/{request.QueryValue("secretId")}";
        return request.Json["replication"]?["automatic"] is JsonObject && _kept.TryAdd(name, [])
            ? GoogleReply.Json(new JsonObject { ["name"] = name, ["createTime"] = "2026-11-20T12:00:00Z" })
            : GoogleReply.Error(409, "ALREADY_EXISTS", $"Secret [{name}] already exists.");
    }

    private GoogleReply Add(GoogleExchange request)
    {
        string name = request.Parts["parent"];
        if (!_kept.TryGetValue(name, out List<byte[]?>? versions))
        {
            return Missing(name);
        }

        byte[] data = Convert.FromBase64String((string)request.Json["payload"]!["data"]!);
        ((string?)request.Json["payload"]!["dataCrc32c"]).ShouldBe(Crc32C.Append(0, data).ToString(CultureInfo.InvariantCulture));
        versions.Add(data);
        return GoogleReply.Json(new JsonObject { ["name"] = $"{name}/versions/{versions.Count}", ["state"] = "ENABLED" });
    }

    private GoogleReply Access(GoogleExchange request)
    {
        if (Find(request.Parts["name"]) is not { } found)
        {
            return Missing(request.Parts["name"]);
        }

        if (found.Versions[found.Index] is not { } data)
        {
            return GoogleReply.Error(400, "FAILED_PRECONDITION", $"Secret Version [{request.Parts["name"]}] is in DESTROYED state.");
        }

        return GoogleReply.Json(new JsonObject
        {
            ["name"] = $"{found.Secret}/versions/{found.Index + 1}",
            ["payload"] = new JsonObject
            {
                ["data"] = Convert.ToBase64String(data),
                ["dataCrc32c"] = Checksum ?? Crc32C.Append(0, data).ToString(CultureInfo.InvariantCulture),
            },
        }) with { Held = Held };
    }

    private GoogleReply Destroy(GoogleExchange request)
    {
        if (Find(request.Parts["name"]) is not { } found)
        {
            return Missing(request.Parts["name"]);
        }

        found.Versions[found.Index] = null;
        return GoogleReply.Json(new JsonObject { ["name"] = $"{found.Secret}/versions/{found.Index + 1}", ["state"] = "DESTROYED" });
    }

    private (string Secret, List<byte[]?> Versions, int Index)? Find(string version)
    {
        int at = version.LastIndexOf("/versions/", StringComparison.Ordinal);
        string secret = version[..at];
        string number = version[(at + "/versions/".Length)..];
        if (!_kept.TryGetValue(secret, out List<byte[]?>? versions))
        {
            return null;
        }

        int index = number == "latest" ? versions.Count - 1 : int.TryParse(number, out int told) ? told - 1 : -1;
        return index >= 0 && index < versions.Count ? (secret, versions, index) : null;
    }
}
