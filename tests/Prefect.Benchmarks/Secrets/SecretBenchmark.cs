using Amazon.Runtime;
using Prefect.Aws;

namespace Prefect.Benchmarks;

/// <summary>Reads of a secret through the block, beside the same request signed by hand, and by the SDK's runtime alone.</summary>
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

    public string About => "warm reads of AwsSecret beside the raw signed request, against a peer in this process";

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
        string own = $"{Report.Format(costs[0].Median)} µs a read, the peer's part in all of them";
        report.AtMost(
            $"warm read of a secret: CPU time by the request signed by hand, median of {Rounds} rounds of {Reads} reads", byRaw.Median, 1.1, "×",
            $"{own}; by hand {Report.Format(costs[1].Median)} µs; the middle half of the rounds {Report.Format(byRaw.Percentile(25))} to {Report.Format(byRaw.Percentile(75))} ×");
        report.AtMost(
            "the same by the SDK's runtime alone, as the vendor's generated clients use it", byRuntime.Median, 1.1, "×",
            $"the runtime {Report.Format(costs[2].Median)} µs; the middle half of the rounds {Report.Format(byRuntime.Percentile(25))} to {Report.Format(byRuntime.Percentile(75))} ×");
    }

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
