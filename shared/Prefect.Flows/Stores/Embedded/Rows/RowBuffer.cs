using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>The memory that rows are written in, used again and again by one writer at a time.</summary>
internal sealed class RowBuffer : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _json;
    private int _contentLength;

    public RowBuffer()
    {
        // The text goes into a column, never into a page: nothing but JSON's own marks needs escaping.
        _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public ReadOnlySpan<byte> Content => _bytes.WrittenSpan[.._contentLength];

    public ReadOnlySpan<byte> States => _bytes.WrittenSpan[_contentLength..];

    /// <summary>Writes a task run.</summary>
    public void Fill(TaskRun run, StateHistory history)
    {
        Clear();
        RunContentJson.Write(_json, run);
        EndContent();
        WriteStates(run.StatesOf(history));
    }

    /// <summary>Writes what does not change of a flow run, and its states.</summary>
    public void Fill(FlowRun run)
    {
        Clear();
        RunContentJson.Write(_json, run);
        EndContent();
        WriteStates(run.States);
    }

    /// <summary>Writes states alone.</summary>
    public void Fill(IReadOnlyList<State> states)
    {
        Clear();
        EndContent();
        WriteStates(states);
    }

    public void Dispose() => _json.Dispose();

    private void Clear()
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
    }

    private void EndContent()
    {
        _json.Flush();
        _contentLength = _bytes.WrittenCount;
        _json.Reset();
    }

    private void WriteStates(IReadOnlyList<State> states)
    {
        _json.WriteStartArray();
        for (int index = 0; index < states.Count; index++)
        {
            StateJson.Write(_json, states[index]);
        }

        _json.WriteEndArray();
        _json.Flush();
    }
}
