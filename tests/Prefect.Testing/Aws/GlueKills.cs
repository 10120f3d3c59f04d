using System.Diagnostics;

namespace Prefect.Testing;

/// <summary>Kills processes that start a job of AWS Glue and wait for it.</summary>
public sealed class GlueKills : JobKills
{
    private readonly ScriptedGlue _glue;

    private GlueKills(string worker, string home, int seed, ScriptedGlue glue)
        : base(worker, home, seed)
    {
        _glue = glue;
        _glue.StartPause = PauseAsync;
    }

    /// <inheritdoc/>
    protected override string LastWords => $"jr_{_glue.Started} Succeeded";

    /// <summary>Kills.</summary>
    /// <param name="worker">Path of <c>Prefect.AwsWorker.dll</c>.</param>
    /// <param name="home">Folder for the settings and results of the processes.</param>
    /// <param name="kills">How many processes are killed at least.</param>
    /// <param name="seed">Says when.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public static async Task<JobKillCount> RunAsync(string worker, string home, int kills, int seed, CancellationToken cancellationToken = default)
    {
        await using AwsPeer peer = await AwsPeer.StartAsync(cancellationToken);
        JobKillCount count = await new GlueKills(worker, home, seed, new ScriptedGlue(peer)).RunAsync(kills, cancellationToken);
        peer.ShouldHaveGoodSignatures();
        return count;
    }

    /// <inheritdoc/>
    protected override void Let(bool end) => _glue.State = end ? "SUCCEEDED" : "RUNNING";

    /// <inheritdoc/>
    protected override int RunsOf(string day) => _glue.Keys.Count(key => key == day);

    /// <inheritdoc/>
    protected override void Prepare(ProcessStartInfo start, string day)
    {
        ArgumentNullException.ThrowIfNull(start);
        foreach (string argument in (string[])["glue", _glue.Peer.Address.AbsoluteUri, _glue.Peer.Key.AccessKeyId, day])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["GLUE_SECRET"] = _glue.Peer.Key.SecretAccessKey;
    }
}
