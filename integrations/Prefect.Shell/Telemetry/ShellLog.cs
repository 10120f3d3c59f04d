using Microsoft.Extensions.Logging;

namespace Prefect.Shell;

/// <summary>What records log: the compiler writes such methods for classes alone.</summary>
internal static partial class ShellLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "PID {Pid} triggered with {Count} commands running inside the '{Folder}' directory.")]
    public static partial void Triggered(ILogger logger, int pid, int count, string folder);

    [LoggerMessage(Message = "PID {Pid} stream output: {Line}")]
    public static partial void Output(ILogger logger, LogLevel level, int pid, string line);

    [LoggerMessage(Message = "PID {Pid} stderr: {Line}")]
    public static partial void Error(ILogger logger, LogLevel level, int pid, string line);

    [LoggerMessage(Level = LogLevel.Information, Message = "PID {Pid} completed with return code {Code}.")]
    public static partial void Completed(ILogger logger, int pid, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PID {Pid} is still running: its output may be incomplete.")]
    public static partial void Incomplete(ILogger logger, int pid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PID {Pid} has run for {Seconds} seconds, which is all it may, and is ended.")]
    public static partial void TimedOut(ILogger logger, int pid, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PID {Pid} has ended, but what it left in the background goes on writing: no more of that is read.")]
    public static partial void CutOff(ILogger logger, int pid);
}
