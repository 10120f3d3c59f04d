using System.Globalization;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>A list of runs, the newest first, read page by page.</summary>
internal sealed class RunQuery
{
    private readonly string _sql;
    private readonly List<(int Parameter, object Value)> _values;

    private RunQuery(string columns, string number, List<string> conditions, List<(int, object)> values)
    {
        conditions.Add($"{number} < ?1");
        _sql = $"SELECT {columns} WHERE {string.Join(" AND ", conditions)} ORDER BY {number} DESC LIMIT ?2";
        _values = values;
    }

    public static RunQuery Of(FlowRunFilter filter)
    {
        (List<string> conditions, List<(int, object)> values) = ([], []);
        Add(conditions, values, "f.name", filter.FlowName);
        AddTypes(conditions, "r.state_type", filter.StateTypes);
        AddNames(conditions, values, "r.state_name", filter.StateNames);
        Add(conditions, values, "r.parent_flow_run", filter.ParentFlowRunId);
        return new RunQuery(FlowRunRow.Columns, "r.number", conditions, values);
    }

    public static RunQuery Of(TaskRunFilter filter)
    {
        (List<string> conditions, List<(int, object)> values) = ([], []);
        Add(conditions, values, "flow_run", filter.FlowRunId);
        Add(conditions, values, "task_name", filter.TaskName);
        AddTypes(conditions, "state_type", filter.StateTypes);
        return new RunQuery(TaskRunRow.Columns, "number", conditions, values);
    }

    /// <summary>Reads the runs that come after one.</summary>
    public List<T> Page<T>(SqliteDatabase database, long last, int most, Func<SqliteStatement, T> read)
    {
        SqliteStatement row = database[_sql].Bind(1, last).Bind(2, most);
        foreach ((int parameter, object value) in _values)
        {
            _ = value is Guid id ? row.Bind(parameter, id) : row.Bind(parameter, (string)value);
        }

        List<T> page = [];
        try
        {
            while (row.Step())
            {
                page.Add(read(row));
            }

            return page;
        }
        finally
        {
            row.Reset();
        }
    }

    private static void Add(List<string> conditions, List<(int, object)> values, string column, object? value)
    {
        if (value is null)
        {
            return;
        }

        int parameter = values.Count + 3;
        values.Add((parameter, value));
        conditions.Add(string.Create(CultureInfo.InvariantCulture, $"{column} = ?{parameter}"));
    }

    private static void AddTypes(List<string> conditions, string column, IReadOnlyList<StateType> types)
    {
        if (types.Count > 0)
        {
            conditions.Add($"{column} IN ({string.Join(", ", types.Select(type => ((int)type).ToString(CultureInfo.InvariantCulture)))})");
        }
    }

    private static void AddNames(List<string> conditions, List<(int, object)> values, string column, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        List<string> any = [];
        foreach (string name in names)
        {
            Add(any, values, column, name);
        }

        conditions.Add($"({string.Join(" OR ", any)})");
    }
}
