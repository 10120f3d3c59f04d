using System.Text;
using BenchmarkDotNet.Attributes;
using Prefect.Aws;
using Prefect.Blocks;

namespace Prefect.Benchmarks;

/// <summary>The inner loops of load, save, client sharing and logging.</summary>
[MemoryDiagnoser]
public class BlockJsonBenchmarks
{
    private const string Secret = "not-a-real-key-only-as-long-as-one-0001";
    private const string Plain = "Uploaded 2026-11-20/orders-000117.csv (48,113 bytes) to s3://landing/incoming/orders in 312 ms, request 7F2A";
    private const string WithSecret = $"Uploaded 2026-11-20/orders-000117.csv with {Secret} to s3://landing/incoming/orders in 312 ms, request 7F2A";

    private static readonly S3Bucket s_bucket = NestedBlock.Bucket(NestedBlock.Credentials);
    private static readonly FixedStore s_store = new(new BlockDocument
    {
        Id = Guid.NewGuid(),
        Name = "landing",
        BlockTypeSlug = "s3-bucket",
        BlockTypeName = "S3 Bucket",
        BlockTypeId = Guid.NewGuid(),
        BlockSchemaId = Guid.NewGuid(),
        Data = Encoding.UTF8.GetBytes(s_bucket.ToJson(SecretHandling.Reveal)),
        Created = TimeProvider.System.GetUtcNow(),
        Updated = TimeProvider.System.GetUtcNow(),
    });

    public BlockJsonBenchmarks()
    {
        SecretMasker.Add(Secret);
        for (int i = 0; i < 20; i++)
        {
            SecretMasker.Add($"another-secret-of-this-process-{i:D4}");
        }
    }

    [Benchmark(Description = "read a nested block from JSON")]
    public Task<S3Bucket> Read() => S3Bucket.LoadAsync("landing", store: s_store);

    [Benchmark(Description = "write it as JSON")]
    public string Write() => s_bucket.ToJson(SecretHandling.Reveal);

    [Benchmark(Description = "hash its content")]
    public string Hash() => BlockContent.Hash(s_bucket);

    [Benchmark(Description = "mask a log line that holds no secret")]
    public string MaskPlain() => SecretMasker.Mask(Plain);

    [Benchmark(Description = "mask a log line that holds one")]
    public string MaskSecret() => SecretMasker.Mask(WithSecret);
}
