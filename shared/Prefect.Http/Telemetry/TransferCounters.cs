using System.Diagnostics.Metrics;

namespace Prefect.Http;

/// <summary>Counts what is moved to and from a store of objects.</summary>
public sealed class TransferCounters
{
    private readonly Counter<long> _transferred;
    private readonly Counter<long> _resumed;

    /// <summary>Makes the counters <c>NAME.transferred</c>, in bytes and by <c>direction</c>, and <c>NAME.resumed</c>.</summary>
    /// <param name="meter">The meter of the package.</param>
    /// <param name="name">What their names begin with, such as <c>prefect.aws.s3</c>.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public TransferCounters(Meter meter, string name)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _transferred = meter.CreateCounter<long>($"{name}.transferred", "By", "Bytes moved to or from a store.");
        _resumed = meter.CreateCounter<long>($"{name}.resumed", "{download}", "Downloads that broke off and went on where they stopped.");
    }

    /// <summary>Counts bytes that came from the store.</summary>
    /// <param name="bytes">How many.</param>
    public void Downloaded(long bytes) => _transferred.Add(bytes, new KeyValuePair<string, object?>("direction", "download"));

    /// <summary>Counts bytes that went to the store.</summary>
    /// <param name="bytes">How many.</param>
    public void Uploaded(long bytes) => _transferred.Add(bytes, new KeyValuePair<string, object?>("direction", "upload"));

    /// <summary>Counts a download that broke off and goes on where it stopped.</summary>
    public void Resumed() => _resumed.Add(1);
}
