using Prefect.Blocks;

namespace Prefect.StoreWorker;

/// <summary>Prints how many documents were moved.</summary>
internal sealed class Printed : IProgress<RekeyProgress>
{
    public void Report(RekeyProgress value) => Console.WriteLine(value.Done);
}
