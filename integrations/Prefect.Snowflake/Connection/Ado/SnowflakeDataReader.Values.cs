using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Prefect.Snowflake;

/// <content>The values of a row.</content>
public sealed partial class SnowflakeDataReader
{
    private bool _isClosed;

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal)
    {
        CheckRow(ordinal);
        return _result.IsNull(ordinal);
    }

    /// <summary>Gives a value; <see cref="DBNull"/> for null.</summary>
    /// <param name="ordinal">Position, from 0.</param>
    /// <exception cref="SnowflakeException">The value is not what the service writes.</exception>
    public override object GetValue(int ordinal)
    {
        CheckRow(ordinal);
        return _result.Value(ordinal) ?? DBNull.Value;
    }

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int count = Math.Min(values.Length, FieldCount);
        for (int index = 0; index < count; index++)
        {
            values[index] = GetValue(index);
        }

        return count;
    }

    /// <summary>Gives a value as a type, where it can be one: numbers as numbers, a day as a time, JSON as a document.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="ordinal">Position, from 0.</param>
    /// <exception cref="InvalidCastException">It can be none of the type, or is null where the type cannot be.</exception>
    /// <exception cref="OverflowException">It is too large for the type.</exception>
    public override T GetFieldValue<T>(int ordinal)
    {
        CheckRow(ordinal);
        object? value = _result.Value(ordinal);
        return value switch
        {
            T same => same,
            null when typeof(T) == typeof(DBNull) => (T)(object)DBNull.Value,
            null when default(T) is null => default!,
            null => throw new InvalidCastException($"The column '{GetName(ordinal)}' is null here."),
            _ => SnowflakeConversion.To(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)) is T converted
                ? converted
                : throw new InvalidCastException($"The column '{GetName(ordinal)}' holds a {value.GetType().Name}, not a {typeof(T).Name}."),
        };
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    /// <inheritdoc/>
    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => GetString(ordinal) is [char single] ? single : throw new InvalidCastException("The value is not one character.");

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Copy(GetFieldValue<byte[]>(ordinal), dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Copy(GetString(ordinal).ToCharArray(), dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public override Stream GetStream(int ordinal) =>
        new MemoryStream(GetValue(ordinal) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(GetString(ordinal)), writable: false);

    private static long Copy<T>(T[] data, long offset, T[]? buffer, int bufferOffset, int length)
    {
        if (buffer is null)
        {
            return data.Length;
        }

        int start = (int)Math.Clamp(offset, 0, data.Length);
        int count = Math.Min(length, data.Length - start);
        Array.Copy(data, start, buffer, bufferOffset, count);
        return count;
    }

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    private static Type TypeOf(SnowflakeColumn column) => column switch
    {
        { Type: SnowflakeType.Number, Scale: > 0 } or { Type: SnowflakeType.DecFloat } => typeof(decimal),
        { Type: SnowflakeType.Number } => typeof(long),
        { Type: SnowflakeType.Float } => typeof(double),
        { Type: SnowflakeType.Boolean } => typeof(bool),
        { Type: SnowflakeType.Date } => typeof(DateOnly),
        { Type: SnowflakeType.Time } => typeof(TimeOnly),
        { Type: SnowflakeType.TimestampNtz } => typeof(DateTime),
        { Type: SnowflakeType.TimestampLtz or SnowflakeType.TimestampTz } => typeof(DateTimeOffset),
        { Type: SnowflakeType.Binary } => typeof(byte[]),
        { Type: SnowflakeType.Vector, ElementType: SnowflakeType.Number } => typeof(int[]),
        { Type: SnowflakeType.Vector } => typeof(float[]),
        { Type: SnowflakeType.IntervalDayTime } => typeof(TimeSpan),
        _ => typeof(string),
    };

    private void CheckRow(int ordinal)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        Column(ordinal);
        if (!_isOnRow)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"There is no row here: read one first."));
        }
    }
}
