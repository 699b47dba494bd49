import React from 'react';
import { api, Money, round } from './api';
import Button, { Panel } from './button';

export const View = ({ name }: { name: string }) => { // is View
  const onSave = React.useCallback(() => api.save(name), [name]); // calls api.save
  api.fetchAll(); // calls api.fetchAll
  round(Money.round(1)); // calls round, Money.round
  return (
    <Panel title="x" /* calls Panel */>
      <Button onClick={onSave} /* calls Button */ />
    </Panel>
  );
};
export function App() {
  return <View name="a" />; // calls View
}
