using System.Security.Authentication;
using Prefect.Http;

namespace Prefect.Sql;

/// <summary>What to do about an error, by its SQLSTATE or the database's own code.</summary>
internal static class SqlAdvice
{
    private const string SignIn = "Check user name and password, and that the database lets this machine in.";
    private const string Name = "Check the name, its case, and the schema that it is looked for in.";
    private const string Permission = "The user is known but may not do this: grant it what is missing.";
    private const string Constraint = "The values break a rule of the table: correct them.";
    private const string Busy = "Somebody else held what this needed: try again.";
    private const string Syntax = "Correct the statement.";
    private const string NoDatabase = "There is no such database, or this user does not see it: check its name.";

    private static readonly Dictionary<string, string> s_byCode = new(StringComparer.Ordinal)
    {
        ["42P01"] = Name,
        ["42703"] = Name,
        ["42883"] = "Check the function's name and the types of what is given to it; a cast may help.",
        ["42501"] = Permission,
        ["3D000"] = NoDatabase,
        ["53300"] = "The server has no connection left: close some, or use a smaller pool.",
        ["57014"] = "It took longer than it may: give it more time, or make it quicker.",
        ["57P03"] = "The server is starting or stopping: try again in a moment.",
        ["42804"] = "The value has another type than the column: cast it in the statement, such as CAST(:name AS date).",
        ["42P18"] = "The type of a parameter cannot be told: cast it in the statement, such as CAST(:name AS text).",
        ["25001"] = $"The statement does not run in a transaction: set {nameof(SqlExecutionOptions.AutoCommit)}.",
        ["SQLITE-1"] = Syntax,
        ["SQLITE-5"] = "Another connection holds the file: let it end, give a longer timeout, or have the database keep a write-ahead log (PRAGMA journal_mode = WAL).",
        ["SQLITE-6"] = "Another connection of this process holds the table: close its cursor.",
        ["SQLITE-8"] = "The file or its folder may not be written to.",
        ["SQLITE-14"] = "Check the path of the file, and that its folder is there and may be written to.",
        ["SQLITE-19"] = Constraint,
        ["SQLITE-26"] = "The file is no database of SQLite, or is encrypted.",
        ["MSSQL-18456"] = SignIn,
        ["MSSQL-4060"] = NoDatabase,
        ["MSSQL-208"] = Name,
        ["MSSQL-207"] = Name,
        ["MSSQL-229"] = Permission,
        ["MSSQL-102"] = Syntax,
        ["MSSQL-2627"] = Constraint,
        ["MSSQL-2601"] = Constraint,
        ["MSSQL-1205"] = Busy,
        ["MSSQL--2"] = "It took longer than it may: give it more time, or make it quicker.",
    };

    private static readonly Dictionary<string, string> s_byClass = new(StringComparer.Ordinal)
    {
        ["08"] = "Check host and port, and that this machine reaches them.",
        ["22"] = "Correct the value that the database cannot take.",
        ["23"] = Constraint,
        ["28"] = SignIn,
        ["40"] = Busy,
        ["42"] = Syntax,
        ["53"] = "The server has run out of something: try again later.",
        ["55"] = Busy,
        ["57"] = "The server ended it: try again.",
    };

    public static string For(ServiceFault fault, Exception exception)
    {
        if (fault.ErrorCode is { Length: > 1 } code)
        {
            return s_byCode.GetValueOrDefault(code) ?? s_byClass.GetValueOrDefault(code[..2]) ?? "See the database's documentation of this code.";
        }

        if (exception.Message.Contains("pool has been exhausted", StringComparison.Ordinal))
        {
            return $"Each cursor keeps a connection until {nameof(SqlConnector.ResetConnectionsAsync)} or {nameof(SqlConnector.CloseAsync)}: call one of them sooner.";
        }

        return Has<AuthenticationException>(exception)
            ? "Check that the server speaks TLS, and that its certificate is trusted and names the host."
            : Has<TimeoutException>(exception) ? "It took longer than it may: give it more time, or make it quicker."
            : "Check host and port, and that this machine reaches them.";
    }

    public static bool Has<T>(Exception? exception)
        where T : Exception =>
        exception is not null && (exception is T || Has<T>(exception.InnerException));
}
