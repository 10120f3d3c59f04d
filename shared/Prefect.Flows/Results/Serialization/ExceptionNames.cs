using System.Net.Http;
using System.Net.Sockets;

namespace Prefect.Flows;

/// <summary>The built-in exceptions of Python that come closest to those of .NET.</summary>
internal static class ExceptionNames
{
    private const string Prefix = "builtins.";

    public static string Of(Exception failure) => Prefix + Name(failure);

    /// <summary>The text for people; the type stands in it where the name does not tell it.</summary>
    public static string Message(Exception failure) => Name(failure) is "RuntimeError" && failure is not InvalidOperationException { InnerException: null }
        ? $"{failure.GetType().Name}: {failure.Message}"
        : failure.Message;

    /// <summary>Makes the exception that a name stands for.</summary>
    /// <exception cref="ResultSerializationException">The name is no exception's.</exception>
    public static Exception Make(string name, string message)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return name.Length == 0
                ? throw new ResultSerializationException("The result is an exception without a type.")
                : new FailedRunException($"{name[(name.LastIndexOf('.') + 1)..]}: {message}");
        }

        string bare = name[Prefix.Length..];
#pragma warning disable MA0015, CA2201 // What another program threw is made again: it had no parameter, and was of that type.
        return bare switch
        {
            "ValueError" => new ArgumentException(message),
            "TypeError" => new InvalidCastException(message),
            "KeyError" => new KeyNotFoundException(message),
            "IndexError" => new IndexOutOfRangeException(message),
            "FileNotFoundError" => new FileNotFoundException(message),
            "PermissionError" => new UnauthorizedAccessException(message),
            "ConnectionError" => new HttpRequestException(message),
            "OSError" or "IOError" or "FileExistsError" or "NotADirectoryError" or "IsADirectoryError" => new IOException(message),
            "TimeoutError" => new TimeoutException(message),
            "NotImplementedError" => new NotSupportedException(message),
            "ZeroDivisionError" => new DivideByZeroException(message),
            "OverflowError" => new OverflowException(message),
            "ArithmeticError" => new ArithmeticException(message),
            "MemoryError" => new InsufficientMemoryException(message),
            "RuntimeError" => new InvalidOperationException(message),
            _ when bare.EndsWith("Error", StringComparison.Ordinal) || bare is "Exception" => new FailedRunException($"{bare}: {message}"),
            _ => throw new ResultSerializationException($"The result is to be an exception, but '{name}' is none."),
        };
#pragma warning restore MA0015, CA2201
    }

    private static string Name(Exception failure) => failure switch
    {
        KeyNotFoundException => "KeyError",
        IndexOutOfRangeException or ArgumentOutOfRangeException { ParamName: "index" } => "IndexError",
        FileNotFoundException or DirectoryNotFoundException => "FileNotFoundError",
        UnauthorizedAccessException => "PermissionError",
        HttpRequestException or SocketException => "ConnectionError",
        IOException => "OSError",
        TimeoutException => "TimeoutError",
        NotImplementedException or NotSupportedException => "NotImplementedError",
        DivideByZeroException => "ZeroDivisionError",
        OverflowException => "OverflowError",
        ArithmeticException => "ArithmeticError",
        OutOfMemoryException => "MemoryError",
        InvalidCastException => "TypeError",
        ArgumentException or FormatException => "ValueError",
        _ => "RuntimeError",
    };
}
