using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Prefect.Shell;

/// <summary>A job object: whatever the process starts belongs to it, and ends with it, also when this process dies.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsProcessGroup : ProcessGroup
{
    private const uint EndedFromOutside = 1;
    private const int ExtendedLimits = 9;
    private const uint KillOnClose = 0x2000;

    private readonly SafeFileHandle _job = CreateJob();
    private Process? _leader;
    private bool _leaderEnded;

    public override bool IsAlive => !_leaderEnded;

    public override void Prepare(ProcessStartInfo start)
    {
        start.CreateNoWindow = true;
        start.CreateNewProcessGroup = true;
    }

    public override void Take(Process leader)
    {
        _leader = leader;
        if (AssignProcessToJobObject(_job, leader.SafeHandle))
        {
            return;
        }

        int error = Marshal.GetLastPInvokeError();
        if (!leader.HasExited)
        {
            // Nobody is told of a process that cannot be held: it must not run on.
            leader.Kill(entireProcessTree: true);
            throw new Win32Exception(error);
        }
    }

    public override void LeaderEnded() => _leaderEnded = true;

    // Windows has no signal that a program without a window would heed.
    public override void Terminate() => Kill();

    public override void Kill()
    {
        TerminateJobObject(_job, EndedFromOutside);
        try
        {
            // What it had started before it was in the job.
            _leader?.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or AggregateException or Win32Exception)
        {
            // It has ended, which is what was wanted.
        }
    }

    public override void Dispose() => _job.Dispose();

    private static SafeFileHandle CreateJob()
    {
        SafeFileHandle job = CreateJobObject(0, 0);
        ExtendedLimitInformation limits = default;
        limits.Basic.LimitFlags = KillOnClose;
        if (job.IsInvalid || !SetInformationJobObject(job, ExtendedLimits, ref limits, (uint)Marshal.SizeOf<ExtendedLimitInformation>()))
        {
            int error = Marshal.GetLastPInvokeError();
            job.Dispose();
            throw new Win32Exception(error);
        }

        return job;
    }

    [DllImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern SafeFileHandle CreateJobObject(nint attributes, nint name);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetInformationJobObject(SafeFileHandle job, int kind, ref ExtendedLimitInformation limits, uint size);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool AssignProcessToJobObject(SafeFileHandle job, SafeProcessHandle process);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool TerminateJobObject(SafeFileHandle job, uint exitCode);

    [StructLayout(LayoutKind.Sequential)]
    private struct BasicLimitInformation
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimitInformation
    {
        public BasicLimitInformation Basic;
        public ulong ReadOperationCount;
        public ulong WriteOperationCount;
        public ulong OtherOperationCount;
        public ulong ReadTransferCount;
        public ulong WriteTransferCount;
        public ulong OtherTransferCount;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }
}
