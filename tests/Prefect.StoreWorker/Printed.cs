using Prefect.Blocks;

namespace Prefect.StoreWorker;

/// <summary>Prints how many documents were moved, and holds the process still after a number of lines, so that it can be killed there.</summary>
internal sealed class Printed(int lines) : IProgress<RekeyProgress>
{
    private int _left = lines;

    public void Report(RekeyProgress value)
    {
        Console.WriteLine(value.Done);
        if (--_left == 0)
        {
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
