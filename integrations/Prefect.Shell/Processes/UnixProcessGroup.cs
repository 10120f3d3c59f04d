using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Prefect.Shell;

/// <summary>
/// A session of its own, so that a signal reaches all that the process starts, and none of what the terminal sends does.
/// </summary>
/// <remarks>
/// .NET has no way to begin one. <c>setsid</c> of the system does it and then becomes the program, with the same id; where there is none, Perl
/// does the same; where there is neither, what the process starts is found by its descent. So are, on Linux, those that are in the session but not in
/// its first group (what <c>timeout</c> or a shell with job control starts), and those that have begun a session of their own.
/// </remarks>
internal sealed class UnixProcessGroup : ProcessGroup
{
    private const int Ask = 15;
    private const int End = 9;
    private const int Look = 0;

    private static readonly Lazy<IReadOnlyList<string>> s_sessionStarter = new(FindStarter);

    private Process? _leader;
    private IReadOnlyList<LinuxProcess> _family = [];
    private int _id;
    private bool _leaderEnded;
    private bool _gone;

    private static bool HasSession => s_sessionStarter.Value.Count > 0;

    public override bool IsAlive => !_gone && (!_leaderEnded || (LinuxProcess.IsTold ? FindFamily().Count > 0 : HasSession && Send(Look)));

    public override void Prepare(ProcessStartInfo start)
    {
        if (!HasSession)
        {
            return;
        }

        string[] command = [.. s_sessionStarter.Value.Skip(1), start.FileName, .. start.ArgumentList];
        start.FileName = s_sessionStarter.Value[0];
        start.ArgumentList.Clear();
        foreach (string argument in command)
        {
            start.ArgumentList.Add(argument);
        }
    }

    public override void Take(Process leader) => (_leader, _id) = (leader, leader.Id);

    // Once nobody is left, the system may give the number to others.
    public override void LeaderEnded()
    {
        _leaderEnded = true;
        _gone = !IsAlive;
    }

    public override void Terminate() => Signal(Ask);

    public override void Kill()
    {
        if (!_leaderEnded && !LinuxProcess.IsTold)
        {
            // Those who began a session of their own are found by their descent, as long as there is one.
            KillTree();
        }

        Signal(End);
    }

    public override void Dispose()
    {
    }

    private void Signal(int signal)
    {
        if (_gone)
        {
            return;
        }

        // They are looked for before: those who lose their parent are known by nothing else.
        _family = FindFamily();
        bool sent = HasSession && Send(signal);
        if (!sent && !_leaderEnded)
        {
            // Between its start and its session it is still in the group of this process.
            _ = SendSignal(_id, signal);
        }

        foreach (LinuxProcess member in _family.Where(member => member.Id != _id && (!sent || member.Group != _id)))
        {
            _ = SendSignal(member.Id, signal);
        }
    }

    /// <summary>Gives those of the session, those found before, and whoever descends from them. It is empty where there is no <c>/proc</c>.</summary>
    private IReadOnlyList<LinuxProcess> FindFamily()
    {
        if (!LinuxProcess.IsTold)
        {
            return [];
        }

        LinuxProcess[] all = [.. LinuxProcess.All()];
        HashSet<(int, ulong)> known = [.. _family.Select(static member => (member.Id, member.Started))];
        ILookup<int, LinuxProcess> children = all.ToLookup(static process => process.Parent);
        Dictionary<int, LinuxProcess> found = [];
        Queue<LinuxProcess> next = new(all.Where(process =>
            (HasSession && process.Session == _id) || (process.Id == _id && !_leaderEnded) || known.Contains((process.Id, process.Started))));
        while (next.TryDequeue(out LinuxProcess? member))
        {
            if (found.TryAdd(member.Id, member))
            {
                Array.ForEach([.. children[member.Id]], next.Enqueue);
            }
        }

        return [.. found.Values];
    }

    private bool Send(int signal) => SendSignal(-_id, signal) == 0;

    private void KillTree()
    {
        try
        {
            _leader?.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in between, or a part of it may not be ended by this user.
        }
    }

    private static IReadOnlyList<string> FindStarter() =>
        Find("setsid") is { } setsid ? [setsid]
        : Find("perl") is { } perl ? [perl, "-e", "use POSIX (); POSIX::setsid(); exec { $ARGV[0] } @ARGV; exit 127;"]
        : [];

    private static string? Find(string name) =>
        ExecutableSearch.Find(name, null, static variable => Environment.GetEnvironmentVariable(variable) + ":/usr/bin:/bin");

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
