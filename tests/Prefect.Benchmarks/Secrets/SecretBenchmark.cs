using Amazon.Runtime;
using Prefect.Aws;

namespace Prefect.Benchmarks;

/// <summary>Reads of a secret through the block, beside the same request by the SDK's runtime alone, and signed by hand.</summary>
internal sealed class SecretBenchmark : IBenchmark
{
    // The compiler is done with all three long before the last of them, also on a busy machine.
    private const int WarmUpRounds = 60;

    private const int Rounds = 41;
    private const int Reads = 500;
    private const string SecretName = "prod/db";
    private const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    private const string SecretAccessKey = "not-a-real-key-only-as-long-as-one-0001";

    public string Name => "aws-secret";

    public string About => "warm reads of AwsSecret beside the raw signed request by the SDK's runtime, against a peer in this process";

    public async Task RunAsync(Report report)
    {
        await using SecretPeer peer = await SecretPeer.StartAsync();
        AwsSecret secret = Secret(peer.Address);
        using RawSecret raw = new(peer.Address, AccessKeyId, SecretAccessKey);
        using RuntimeSecret runtime = new(new BasicAWSCredentials(AccessKeyId, SecretAccessKey), new RuntimeSecret.Settings(peer.Address));
        Func<Task<byte[]>>[] readers = [() => secret.ReadSecretAsync(), () => raw.ReadAsync(SecretName), () => runtime.ReadAsync(SecretName)];

        Series[] costs = [new(), new(), new()];
        Series byRaw = new();
        Series byRuntime = new();
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            double[] spent = new double[readers.Length];
            for (int turn = 0; turn < readers.Length; turn++)
            {
                // Who comes first changes from round to round, for the one before leaves its mark on caches and heap.
                int reader = (round + WarmUpRounds + turn) % readers.Length;
                spent[reader] = await MeasureAsync(readers[reader]);
            }

            if (round >= 0)
            {
                byRaw.Add(spent[0] / spent[1]);
                byRuntime.Add(spent[0] / spent[2]);
                costs.Zip(spent).ToList().ForEach(pair => pair.First.Add(pair.Second));
            }
        }

        ThrowUnlessAnswered(peer, (WarmUpRounds + Rounds) * readers.Length * Reads);
        report.AtMost(
            $"warm read of a secret: CPU time by the raw signed request's, median of {Rounds} rounds of {Reads} reads", byRuntime.Median, 1.1, "×",
            $"{Report.Format(costs[0].Median)} µs by {Report.Format(costs[2].Median)} µs a read, the peer's part in both; the middle half of the rounds {Middle(byRuntime)} ×");
        report.Figure(
            "the same by a request signed by hand, without what the SDK's runtime does", $"{Report.Format(byRaw.Median)} ×",
            $"by hand {Report.Format(costs[1].Median)} µs: no retries, no renewal of credentials, no correction of the clock; the middle half {Middle(byRaw)} ×");
    }

    private static string Middle(Series series) => $"{Report.Format(series.Percentile(25))} to {Report.Format(series.Percentile(75))}";

    private static AwsSecret Secret(Uri address) => new()
    {
        SecretName = SecretName,
        AwsCredentials = new AwsCredentials
        {
            AwsAccessKeyId = AccessKeyId,
            AwsSecretAccessKey = SecretAccessKey,
            RegionName = "us-east-1",
            AwsClientParameters = new AwsClientParameters { EndpointUrl = address.AbsoluteUri },
        },
    };

    /// <summary>Gives microseconds of this process's CPU time for one read.</summary>
    private static async Task<double> MeasureAsync(Func<Task<byte[]>> read)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int index = 0; index < Reads; index++)
        {
            byte[] value = await read();
            if (value.Length != SecretPeer.Value.Length)
            {
                throw new InvalidOperationException($"{value.Length} bytes were read instead of {SecretPeer.Value.Length}.");
            }
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Reads;
    }

    private static void ThrowUnlessAnswered(SecretPeer peer, int expected)
    {
        if (peer.Answered != expected)
        {
            throw new InvalidOperationException($"The peer answered {peer.Answered} requests instead of {expected}.");
        }
    }
}
