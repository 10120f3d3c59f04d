namespace Prefect.Sqlite;

/// <summary>What tells one format of store file from another. The code of this folder is compiled into each library that has a format.</summary>
internal sealed class StoreFormat
{
    /// <summary>What people call it: <c>block store</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The package that is to be updated when a file is too new.</summary>
    public required string Package { get; init; }

    /// <summary>Marks a file as one of this format.</summary>
    public required int ApplicationId { get; init; }

    /// <summary>The tables, as steps that only ever go forward. A released step is never changed.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>How the connection that writes is set up, before its first transaction.</summary>
    public required string WriterSetup { get; init; }

    /// <summary>How the file is set up once it has a write-ahead log.</summary>
    public string FileSetup { get; init; } = "";

    /// <summary>Makes the exception of this format from a message and what caused it.</summary>
    public required Func<string, Exception?, Exception> Failure { get; init; }

    public int Newest => Steps.Count;

    public Exception Fail(string message, Exception? cause = null) => Failure(message, cause);
}
