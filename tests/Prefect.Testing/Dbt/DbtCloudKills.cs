using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Prefect.Testing;

/// <summary>Kills processes that start a job of dbt Cloud and wait for it.</summary>
public sealed class DbtCloudKills : JobKills
{
    private const int Running = 3;
    private const int Success = 10;
    private const int LettersOfMark = 32;

    // The peer counts its runs from 101.
    private const int BeforeFirst = 100;

    private readonly ScriptedDbtCloud _cloud;

    private DbtCloudKills(string worker, string home, int seed, ScriptedDbtCloud cloud)
        : base(worker, home, seed)
    {
        _cloud = cloud;
        _cloud.StartPause = PauseAsync;
    }

    /// <inheritdoc/>
    protected override string LastWords => $"{BeforeFirst + _cloud.Started} Success";

    /// <summary>Kills.</summary>
    /// <param name="worker">Path of <c>Prefect.DbtWorker.dll</c>.</param>
    /// <param name="home">Folder for the settings and results of the processes.</param>
    /// <param name="kills">How many processes are killed at least.</param>
    /// <param name="seed">Says when.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public static async Task<JobKillCount> RunAsync(string worker, string home, int kills, int seed, CancellationToken cancellationToken = default)
    {
        await using RestPeer peer = await RestPeer.StartAsync(cancellationToken);
        JobKillCount count = await new DbtCloudKills(worker, home, seed, new ScriptedDbtCloud(peer)).RunAsync(kills, cancellationToken);
        peer.Unscripted.ShouldBeEmpty();
        return count;
    }

    /// <inheritdoc/>
    protected override void Let(bool end) => _cloud.Status = end ? Success : Running;

    /// <inheritdoc/>
    protected override int RunsOf(string day)
    {
        string mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(day)))[..LettersOfMark];
        return _cloud.Causes.Count(cause => cause.EndsWith($"[prefect-submission:{mark}]", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    protected override void Prepare(ProcessStartInfo start, string day)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.ArgumentList.Add(_cloud.Peer.Address.AbsoluteUri);
        start.ArgumentList.Add(day);
    }
}
