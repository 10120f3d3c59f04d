namespace Prefect.Benchmarks;

/// <summary>Measures one part of the library against its bars.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string About { get; }

    Task RunAsync(Report report);
}
