using System.Globalization;

namespace Prefect.Testing.Tests;

/// <summary>Processes as Linux lists them.</summary>
internal static class ProcessTree
{
    /// <summary>Lists a process and all that it started, directly or not.</summary>
    public static int[] Of(int id)
    {
        string children = File.ReadAllText($"/proc/{id}/task/{id}/children");
        return [id, .. children.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(child => Of(int.Parse(child, CultureInfo.InvariantCulture)))];
    }

    /// <summary>Fails unless all processes have ended; a moment is granted to the system, which takes them down after their files.</summary>
    public static async Task ShouldEndAsync(params int[] ids)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        using PeriodicTimer pause = new(TimeSpan.FromMilliseconds(10));
        while (ids.Any(IsAlive))
        {
            await pause.WaitForNextTickAsync(patience.Token);
        }
    }

    // One that has ended and was not collected yet is not alive.
    private static bool IsAlive(int id)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{id}/stat");
            return status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
