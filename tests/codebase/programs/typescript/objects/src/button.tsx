export default function Button(props: { onClick: () => void }) { // is Button
  return <button onClick={props.onClick}>{label()}</button>; // calls label
}
export function Panel(props: { title: string; children?: unknown }) { // is Panel
  return <div>{props.title}</div>;
}
function label() { return 'x'; } // is label
function button() {} // is button
