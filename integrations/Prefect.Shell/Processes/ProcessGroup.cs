using System.Diagnostics;

namespace Prefect.Shell;

/// <summary>A process with all that it starts, as the system keeps them together.</summary>
internal abstract class ProcessGroup : IDisposable
{
    /// <summary>Whether any of them is left.</summary>
    public abstract bool IsAlive { get; }

    public static ProcessGroup Create() => OperatingSystem.IsWindows() ? new WindowsProcessGroup() : new UnixProcessGroup();

    /// <summary>Sees to it that the process will begin in a group of its own.</summary>
    public abstract void Prepare(ProcessStartInfo start);

    /// <summary>Takes the process that was started.</summary>
    public abstract void Take(Process leader);

    /// <summary>Is told that the process itself has ended.</summary>
    public abstract void LeaderEnded();

    /// <summary>Asks all of them to end, where the system knows how.</summary>
    public abstract void Terminate();

    /// <summary>Ends all of them.</summary>
    public abstract void Kill();

    public abstract void Dispose();
}
